"""Meetings of many clusters at once: whom they are for, sessions side by side, contributions, registration, a public page."""
