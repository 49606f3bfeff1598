"""Where everything of a flowchart stands on its pages."""
