"""A group that scores together now: the door with the code, the phones, the screen on the wall."""
