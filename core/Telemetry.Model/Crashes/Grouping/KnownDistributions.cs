using System.Collections.Frozen;

namespace Telemetry.Model.Crashes.Grouping;

/// <summary>From distributions, as a client lists them, to the top-level modules they install.</summary>
public static class KnownDistributions
{
    /// <summary>
    /// Modules of distributions that so many programs use that they are known although a client lists none (a traceback in a log).
    /// A program with a module of its own by such a name would shadow the distribution.
    /// </summary>
    internal static FrozenSet<string> PopularModules { get; } = FrozenSet.ToFrozenSet(
    [
        "aiohttp", "alembic", "anyio", "apscheduler", "arrow", "asgiref", "asyncpg", "attr", "billiard", "boto3", "botocore", "bs4", "cachetools", "celery", "certifi",
        "cffi", "channels", "charset_normalizer", "cheroot", "cherrypy", "click", "cryptography", "cv2", "cx_Freeze", "dash", "dask", "dateutil", "django", "dns",
        "docker", "docutils", "dotenv", "elasticsearch", "eventlet", "exceptiongroup", "falcon", "fastapi", "flask", "gevent", "gi", "greenlet", "grpc",
        "gunicorn", "h11", "h2", "httpcore", "httplib2", "httpx", "hypercorn", "idna", "invoke", "itsdangerous", "jinja2", "joblib", "jsonschema", "jwt",
        "keyring", "kivy", "kombu", "lxml", "mako", "markdown", "markupsafe", "marshmallow", "matplotlib", "mistune", "motor", "msgpack", "multidict", "mypy",
        "nacl", "networkx", "nltk", "numba", "numpy", "oauthlib", "openai", "openpyxl", "opentelemetry", "orjson", "packaging", "pandas", "paramiko", "peewee",
        "pexpect", "pika", "pip", "pkg_resources", "platformdirs", "playwright", "pluggy", "plotly", "polars", "psutil", "psycopg", "psycopg2", "pyarrow", "pydantic",
        "pydantic_core", "pygame", "pygments", "pymongo", "pymysql", "pyparsing", "pytest", "pytz", "qtpy", "redis", "regex", "reportlab", "requests", "rich",
        "rq", "ruamel", "sanic", "scipy", "selenium", "sentry_sdk", "serial", "setuptools", "shapely", "shiboken2", "shiboken6", "six", "sklearn", "sniffio",
        "sqlalchemy", "sqlmodel", "starlette", "structlog", "sympy", "tensorflow", "telemetry_sdk", "tenacity", "toga", "torch", "tornado", "tqdm", "traitlets", "transformers",
        "trio", "twisted", "typer", "tzlocal", "ujson", "urllib3", "uvicorn", "uvloop", "waitress", "watchdog", "watchfiles", "webob", "websocket",
        "websockets", "werkzeug", "wrapt", "wsproto", "wx", "xlrd", "xlsxwriter", "yaml", "yarl", "zmq", "zope", "PIL", "PyQt5", "PyQt6", "PySide2", "PySide6",
        "win32api", "win32com", "pythoncom", "pywintypes",
    ]);

    /// <summary>The top-level modules of a distribution: those of the table, else what it is called itself. A distribution with other modules that the table does not have is not recognised.</summary>
    public static IReadOnlyList<string> ModulesOf(string distribution)
    {
        string name = Normalise(distribution);
        return DistributionModules.Find(name) ?? [name, distribution.Replace('-', '_')];
    }

    /// <summary>A name as PEP 503 compares them, with the underscores a module would have.</summary>
    public static string Normalise(string distribution) => distribution.ToLowerInvariant().Replace('-', '_').Replace('.', '_').Replace(' ', '_');
}
