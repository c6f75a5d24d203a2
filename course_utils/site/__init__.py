"""The website of the course: a strict build, a print edition, and a plain file server.

``build(root, out)`` makes the site from what is committed and executes nothing, ``pdf(site)`` prints the whole
book through Chromium, ``serve(folder)`` shows it. None of them needs torch or a network.
"""

from course_utils.site.build import Report, build
from course_utils.site.pdf import pdf
from course_utils.site.problems import Problem, SiteError
from course_utils.site.serve import serve

__all__ = ["Problem", "Report", "SiteError", "build", "pdf", "serve"]
