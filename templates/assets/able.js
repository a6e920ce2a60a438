/* Says before anything is painted that scripts run, so that what only they can do has its room from the first. */
if (location.protocol !== "file:") document.documentElement.className = "able";
