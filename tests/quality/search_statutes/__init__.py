"""How well questions of lay people find the articles of statutes that answer them."""
