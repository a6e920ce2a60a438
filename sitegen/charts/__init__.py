"""Charts, drawn when the site is built: SVG of shapes and classes, whose words come from the page that shows them.

Nothing is drawn where there is no value, and no line between years that are not comparable.
"""

from sitegen.charts.drawing import inline, standalone
from sitegen.charts.line import LineChart, line
from sitegen.charts.sparkline import sparkline
from sitegen.charts.stacked import Stack, StackedChart, stacked
from sitegen.charts.tracks import Datum, Track, track

__all__ = [
    "Datum",
    "LineChart",
    "Stack",
    "StackedChart",
    "Track",
    "inline",
    "line",
    "sparkline",
    "stacked",
    "standalone",
    "track",
]
