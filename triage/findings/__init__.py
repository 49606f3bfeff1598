"""Every kind of finding: what it means, why it matters, and an example."""
