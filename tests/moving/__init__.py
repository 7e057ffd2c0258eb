"""Moving a registry between stores."""
