"""The version, alone in a file that the build reads without importing anything."""

VERSION = "0.1.0"
