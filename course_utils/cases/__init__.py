"""Cases: the parts of the case studies that more than one page needs."""
