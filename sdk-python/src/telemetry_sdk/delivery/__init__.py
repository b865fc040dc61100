"""From the application's threads to the server: queue, spool, sender. Nothing here raises into the application."""
