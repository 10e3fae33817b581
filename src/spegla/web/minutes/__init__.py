"""Around a meeting's room: the agenda before it, the notes and what comes of them after. The room itself is in live/."""
