"""Where a text contradicts itself, the calendar or its sources; each rule is one function under `@rule`."""
