"""What the product must be fast at, each figure beside its limit. Nothing here is part of the product."""
