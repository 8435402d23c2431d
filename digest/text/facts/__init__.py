"""Facts stated in sentences (figures, times, places, sources) and how those of several texts compare."""
