"""For frameworks. Each module stands alone; none is imported by itself."""
