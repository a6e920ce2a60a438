"""Links: what files of the site want and have, found by a scan of their bytes, and whether all of it is there.

A worker scans the files that it makes, joins them, and hands on two short arrays; nothing else of them is kept::

    linked = joined(scan(file.path, file.content, base) for file in files)    # in each worker
    lost = unresolved([one.wants for one in all_linked], [one.has for one in all_linked])

Only where ``lost`` is not empty are the files read once more, to name the links:
``offences(path, content, base, lost)``.
"""

from sitegen.links.resolving import joined, packed, unpacked, unresolved
from sitegen.links.scanning import Linked, digest, offences, scan

__all__ = ["Linked", "digest", "joined", "offences", "packed", "scan", "unpacked", "unresolved"]
