"""The limits: what the same bytes, or the same rows, cost at best behind the product's own middleware."""
