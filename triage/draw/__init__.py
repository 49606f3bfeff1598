"""Pictures of a tree: one chart, written as DOT, Mermaid, SVG, PNG or PDF."""
