"""The report of a plan as one self-contained page (``page``), and that page printed (``pdf``)."""
