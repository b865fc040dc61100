class ExportError(Exception):
    pass


class CatalogError(Exception):
    pass
