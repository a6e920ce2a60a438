"""Turn annual reports on government information disclosure into open data and a static site."""
