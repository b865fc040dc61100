using System.Collections.Frozen;

namespace Telemetry.Model.Crashes.Grouping;

/// <summary>From distributions, as a client lists them, to the top-level modules they install.</summary>
public static class KnownDistributions
{
    // Distributions whose modules have other names. Source: top_level.txt and RECORD of their wheels.
    private static readonly FrozenDictionary<string, string[]> OtherNames = new Dictionary<string, string[]>
    {
        ["attrs"] = ["attr", "attrs"],
        ["beautifulsoup4"] = ["bs4"],
        ["dbus_python"] = ["dbus"],
        ["djangorestframework"] = ["rest_framework"],
        ["grpcio"] = ["grpc"],
        ["importlib_metadata"] = ["importlib_metadata"],
        ["jupyter_core"] = ["jupyter_core"],
        ["msgpack_python"] = ["msgpack"],
        ["mysqlclient"] = ["MySQLdb"],
        ["opencv_python"] = ["cv2"],
        ["opencv_python_headless"] = ["cv2"],
        ["pillow"] = ["PIL"],
        ["protobuf"] = ["google"],
        ["psycopg2_binary"] = ["psycopg2"],
        ["pycairo"] = ["cairo"],
        ["pycryptodome"] = ["Crypto"],
        ["pygobject"] = ["gi"],
        ["pyinstaller"] = ["PyInstaller"],
        ["pyjwt"] = ["jwt"],
        ["pyopengl"] = ["OpenGL"],
        ["pyopenssl"] = ["OpenSSL"],
        ["pyqt5"] = ["PyQt5"],
        ["pyqt6"] = ["PyQt6"],
        ["pyserial"] = ["serial"],
        ["pyside2"] = ["PySide2", "shiboken2"],
        ["pyside6"] = ["PySide6", "shiboken6"],
        ["python_apt"] = ["apt", "apt_pkg", "aptsources"],
        ["python_dateutil"] = ["dateutil"],
        ["python_dotenv"] = ["dotenv"],
        ["python_magic"] = ["magic"],
        ["pywin32"] = ["win32api", "win32com", "win32con", "win32gui", "pythoncom", "pywintypes", "win32file", "win32event", "win32service", "win32serviceutil"],
        ["pyyaml"] = ["yaml"],
        ["pyzmq"] = ["zmq"],
        ["scikit_image"] = ["skimage"],
        ["scikit_learn"] = ["sklearn"],
        ["sentry_sdk"] = ["sentry_sdk"],
        ["setuptools"] = ["setuptools", "pkg_resources", "_distutils_hack"],
        ["telemetry_sdk"] = ["telemetry_sdk"],
        ["wxpython"] = ["wx"],
    }.ToFrozenDictionary();

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

    /// <summary>The top-level modules of a distribution.</summary>
    public static IReadOnlyList<string> ModulesOf(string distribution)
    {
        string name = Normalise(distribution);
        return OtherNames.GetValueOrDefault(name) ?? [name, distribution.Replace('-', '_')];
    }

    /// <summary>A name as PEP 503 compares them, with the underscores a module would have.</summary>
    public static string Normalise(string distribution) => distribution.ToLowerInvariant().Replace('-', '_').Replace('.', '_').Replace(' ', '_');
}
