"""The fields of a model as parts of the format: each is read from a fixture and written to one."""
