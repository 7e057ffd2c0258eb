"""The tests say what the software does; read them as its documentation."""
