using System.Collections.Frozen;

namespace Telemetry.Model.Crashes.Grouping;

/// <summary>Distributions whose modules have other names than they have themselves. Source: <c>top_level.txt</c> and <c>RECORD</c> of their wheels.</summary>
internal static class DistributionModules
{
    // Names as KnownDistributions.Normalise writes them. Several modules have commas between.
    private const string Table =
        """
        antlr4_python3_runtime=antlr4 apache_airflow=airflow argon2_cffi=argon2 argon2_cffi_bindings=_argon2_cffi_bindings
        attrs=attr,attrs beautifulsoup4=bs4 biopython=Bio black=black,blackd,blib2to3 brotli=brotli,_brotli cattrs=cattr,cattrs cffi=cffi,_cffi_backend
        configobj=configobj,validate cx_freeze=cx_Freeze cx_oracle=cx_Oracle cython=Cython,cython,pyximport databricks_sql_connector=databricks
        dbus_python=dbus discord_py=discord djangorestframework=rest_framework djangorestframework_simplejwt=rest_framework_simplejwt dnspython=dns
        django_allauth=allauth django_axes=axes django_cacheops=cacheops django_compressor=compressor django_cors_headers=corsheaders
        django_crispy_forms=crispy_forms django_debug_toolbar=debug_toolbar django_environ=environ django_filter=django_filters django_guardian=guardian
        django_import_export=import_export django_model_utils=model_utils django_mptt=mptt django_ninja=ninja django_phonenumber_field=phonenumber_field
        django_picklefield=picklefield django_silk=silk django_simple_history=simple_history django_storages=storages django_taggit=taggit
        django_waffle=waffle django_widget_tweaks=widget_tweaks elastic_apm=elasticapm factory_boy=factory faiss_cpu=faiss faiss_gpu=faiss
        ffmpeg_python=ffmpeg fpdf2=fpdf frida=frida,_frida gdal=osgeo,osgeo_utils gitpython=git google_api_python_client=googleapiclient,apiclient
        googleapis_common_protos=google gputil=GPUtil grpcio=grpc grpcio_health_checking=grpc_health grpcio_reflection=grpc_reflection
        grpcio_status=grpc_status grpcio_tools=grpc_tools guppy3=guppy hydra_core=hydra imbalanced_learn=imblearn ipython=IPython
        kafka_python=kafka keystone_engine=keystone lark_parser=lark levenshtein=Levenshtein linkify_it_py=linkify_it llama_cpp_python=llama_cpp
        markdown_it_py=markdown_it msgpack_python=msgpack mysql_connector_python=mysql mysqlclient=MySQLdb nats_py=nats netcdf4=netCDF4
        nvidia_ml_py=pynvml onnxruntime_gpu=onnxruntime opencv_contrib_python=cv2 opencv_contrib_python_headless=cv2 opencv_python=cv2
        opencv_python_headless=cv2 paho_mqtt=paho pdfminer_six=pdfminer pillow=PIL pillow_simd=PIL pinecone_client=pinecone protobuf=google
        psycopg2_binary=psycopg2 py_cord=discord py_cpuinfo=cpuinfo pyahocorasick=ahocorasick pybluez=bluetooth pycairo=cairo pycrypto=Crypto
        pycryptodome=Crypto pycryptodomex=Cryptodome pycurl=pycurl,curl pyelftools=elftools pyephem=ephem pygithub=github pygobject=gi pyicu=icu
        pyinstaller=PyInstaller pyinstaller_hooks_contrib=_pyinstaller_hooks_contrib pyjwt=jwt pykcs11=PyKCS11 pymupdf=fitz,pymupdf pynacl=nacl
        pyobjc_core=objc,PyObjCTools pyobjc_framework_cocoa=AppKit,Cocoa,CoreFoundation,Foundation,PyObjCTools pyobjc_framework_quartz=Quartz
        pyopengl=OpenGL pyopenssl=OpenSSL pypdf2=PyPDF2 pyqt5=PyQt5 pyqt5_sip=PyQt5 pyqt6=PyQt6 pyqt6_sip=PyQt6 pyqt6_webengine=PyQt6
        pyqtwebengine=PyQt5 pyreadline3=pyreadline3,readline pyscard=smartcard pyserial=serial pyside2=PySide2,shiboken2 pyside6=PySide6,shiboken6
        pyside6_addons=PySide6 pyside6_essentials=PySide6 pysimplegui=PySimpleGUI pysocks=socks,sockshandler pystemmer=Stemmer
        pytelegrambotapi=telebot python_apt=apt,apt_pkg,aptsources python_barcode=barcode python_crontab=crontab python_dateutil=dateutil
        python_decouple=decouple python_docx=docx python_dotenv=dotenv python_engineio=engineio python_gitlab=gitlab python_gnupg=gnupg
        python_jenkins=jenkins python_jose=jose python_json_logger=pythonjsonlogger python_ldap=ldap,ldapurl,ldif python_levenshtein=Levenshtein
        python_magic=magic python_memcached=memcache python_multipart=multipart,python_multipart python_nmap=nmap python_pptx=pptx
        python_rapidjson=rapidjson python_slugify=slugify python_snappy=snappy python_socketio=socketio python_telegram_bot=telegram
        python_xlib=Xlib pythonnet=clr,pythonnet pyusb=usb pywavelets=pywt pywin32_ctypes=win32ctypes pyyaml=yaml,_yaml pyzmq=zmq qt_py=Qt
        pywin32=win32api,win32com,win32comext,win32con,win32gui,win32ui,win32print,win32process,pythoncom,pythonwin,pywintypes,win32file,win32event,win32service,win32serviceutil,win32security,win32clipboard,win32pipe,win32pdh,win32evtlog,winerror,_win32sysloader
        rpi_gpio=RPi ruamel_yaml=ruamel ruamel_yaml_clib=_ruamel_yaml scikit_image=skimage scikit_learn=sklearn setuptools=setuptools,pkg_resources,_distutils_hack
        slackclient=slack snowflake_connector_python=snowflake speechrecognition=speech_recognition stomp_py=stomp suds_community=suds
        tensorflow_cpu=tensorflow tensorflow_gpu=tensorflow tensorflow_macos=tensorflow uc_micro_py=uc_micro umap_learn=umap vcrpy=vcr vtk=vtk,vtkmodules
        weaviate_client=weaviate web_py=web websocket_client=websocket wxpython=wx
        """;

    /// <summary>Families whose distributions all install into one package.</summary>
    private static readonly string[] Families = ["azure", "backports", "google", "jaraco", "opentelemetry", "ruamel", "sphinxcontrib", "zope"];

    private static readonly FrozenDictionary<string, string[]> Modules = Table
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.Split('='))
        .ToFrozenDictionary(entry => entry[0], entry => entry[1].Split(','));

    /// <summary>The modules of a distribution; null when they are called like it.</summary>
    /// <param name="name">As <see cref="KnownDistributions.Normalise"/> writes it.</param>
    public static IReadOnlyList<string>? Find(string name) =>
        Modules.GetValueOrDefault(name) ?? (Families.FirstOrDefault(family => name.StartsWith(family, StringComparison.Ordinal) && name.Length > family.Length && name[family.Length] == '_') is { } known ? [known] : null);
}
