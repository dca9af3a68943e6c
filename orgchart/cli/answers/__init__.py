"""What each command does, loaded when it runs; `orgchart.cli.commands` has what is typed."""
