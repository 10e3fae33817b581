"""The material of a round: links and files its office has added, whether links still lead somewhere, and own reflections."""
