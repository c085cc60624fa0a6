"""What would come into the library, looked at and decided on before anything is written."""
