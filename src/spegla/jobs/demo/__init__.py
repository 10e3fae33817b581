"""The demo: rounds with made-up organisations and people. What happens stands in content/*.toml; here it is carried out."""
