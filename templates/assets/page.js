// What every page can do beyond being read: links to sections, copying, heads of long tables that stay in sight.
(function () {
  'use strict';
  var words = document.getElementById('page-words').content.children; // link, "copied", "could not be copied"
  var status = document.createElement('div');
  status.className = 'said';
  status.setAttribute('role', 'status');
  document.body.appendChild(status);
  var shown;

  function say(text) {
    status.textContent = text;
    clearTimeout(shown);
    shown = setTimeout(function () { status.textContent = ''; }, 2500);
  }

  // Browsers give the clipboard to secure pages only; the older way works elsewhere, as in a local folder.
  function copyOldWay(text) {
    var field = document.createElement('textarea');
    var before = document.activeElement;
    field.value = text;
    field.className = 'vh';
    document.body.appendChild(field);
    field.select();
    var copied = document.execCommand('copy');
    field.remove();
    if (before) before.focus();
    return copied ? Promise.resolve() : Promise.reject(new Error('refused'));
  }

  function copy(text) {
    var done = navigator.clipboard
      ? navigator.clipboard.writeText(text).catch(function () { return copyOldWay(text); })
      : copyOldWay(text);
    done.then(function () { say(words[1].textContent); }, function () { say(words[2].textContent); });
  }

  document.querySelectorAll('main h2[id], main h3[id], main section[id] > h2:first-child').forEach(function (heading) {
    if (heading.classList.contains('vh')) return;
    var link = words[0].cloneNode(true);
    link.href = '#' + encodeURI(heading.id || heading.parentNode.id);
    link.addEventListener('click', function () { copy(link.href); });
    heading.appendChild(link);
  });

  // A button with data-copy copies that text, or the address of a place of this page where it begins with #.
  document.querySelectorAll('button[data-copy]').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () {
      var text = button.dataset.copy;
      copy(text.charAt(0) === '#' ? location.href.split('#')[0] + encodeURI(text) : text);
    });
  });

  var frames = document.querySelectorAll('.frame, pre');
  function fit() {
    var measured = Array.prototype.map.call(frames, function (frame) {
      return { wide: frame.scrollWidth > frame.clientWidth + 1, high: frame.scrollHeight > innerHeight };
    });
    frames.forEach(function (frame, n) {
      frame.classList.toggle('long', measured[n].high && !measured[n].wide);
      if (measured[n].wide && !frame.querySelector('a, button, input')) frame.tabIndex = 0; // the keyboard can scroll it
    });
  }
  fit();
  addEventListener('resize', fit);

  var current = document.querySelector('.top nav [aria-current]');
  if (current) {
    var bar = current.closest('nav');
    bar.scrollLeft = current.offsetLeft - bar.offsetLeft - (bar.clientWidth - current.offsetWidth) / 2;
  }
})();
