using System.Text.Json;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Components.Pages.Design;

/// <summary>A made-up crash with everything a page shows: a cause, a group, source, variables, breadcrumbs, a thread, things that were wrong with it.</summary>
internal static class DesignCrash
{
    private const string Text = """
        {
          "kind": "exception", "level": "fatal", "release": "2.1.1", "environment": "production", "service": "photo", "transaction": "export",
          "user_id": "u1234", "install_id": "6d1bd1bc272c45019dd3f756237f2486", "trace_id": "5b8efff798038103d269b633813fc60c", "span_id": "00000000000000c4",
          "sdk": {"name": "sentry.python", "version": "2.64.0"},
          "exceptions": [
            {"id": 0, "module": "photo.export", "type": "ExportError", "value": "cannot write holiday.png", "notes": ["while exporting album 7"], "mechanism": "excepthook", "handled": false,
             "stack": {"frames": [
               {"module": "__main__", "function": "<module>", "file": "photo/__main__.py", "path": "C:\\Photo\\photo\\__main__.py", "line": 5, "own": true},
               {"module": "click.core", "function": "Command.main", "file": "click/core.py", "line": 1078, "own": false},
               {"module": "click.core", "function": "Context.invoke", "file": "click/core.py", "line": 783, "own": false},
               {"module": "photo.tree", "function": "walk", "file": "photo/tree.py", "line": 12, "own": true, "repeated": 212, "source": "    walk(child)"},
               {"module": "photo.export", "function": "Exporter.save", "file": "photo/export.py", "line": 41, "end_line": 41, "column": 12, "end_column": 54, "own": true,
                "before": ["        try:", "            self._write(path, picture)", "        except OSError as error:"], "source": "            raise ExportError(f'cannot write {name}') from error", "after": ["        return target", ""],
                "locals": {"name": "'holiday.png'", "quality": "90", "picture": "<Picture 4000x3000 mode=RGB, a value that is long enough to need a second line in its column of the table of variables>"}}
             ]}},
            {"id": 1, "parent": 0, "source": "__cause__", "type": "ExceptionGroup", "value": "2 of 12 pictures (2 sub-exceptions)", "is_group": true, "stack": {"frames": []}},
            {"id": 2, "parent": 1, "source": "exceptions[0]", "type": "FileNotFoundError", "value": "[Errno 2] No such file or directory: 'D:/holiday.png'",
             "stack": {"frames": [{"module": "photo.export", "function": "Exporter._write", "file": "photo/export.py", "line": 39, "own": true, "source": "        with open(path, 'wb') as file:"}], "omitted": 3}},
            {"id": 3, "parent": 1, "source": "exceptions[1]", "type": "PermissionError", "value": "[Errno 13] Permission denied", "stack": {"frames": [{"module": "PIL.Image", "function": "Image.save", "path": "/usr/lib/python3/PIL/Image.py", "line": 2568, "own": false}]}}
          ],
          "threads": [{"id": "140211", "name": "Thumbnails", "stack": {"frames": [{"module": "photo.thumbs", "function": "Worker.run", "file": "photo/thumbs.py", "line": 8, "own": true}]}}],
          "breadcrumbs": [
            {"time": "2026-11-25T02:39:00Z", "type": "navigation", "category": "ui", "level": "info", "message": "album 7 opened"},
            {"time": "2026-11-25T02:40:58Z", "type": "log", "category": "photo.core", "level": "warning", "message": "low disk on D:", "values": {"free_mb": "120"}},
            {"time": "2026-11-25T02:40:59.5Z", "type": "http", "category": "httplib", "level": "error", "message": "GET https://api.example.com/albums/7 503"}
          ],
          "tags": {"channel": "beta"},
          "contexts": {"album": {"id": "7", "pictures": "412"}},
          "machine": {"os_name": "Windows", "os_version": "10.0.19045", "runtime_name": "CPython", "runtime_version": "3.12.1", "architecture": "AMD64", "packaging": "pyinstaller", "locale": "de_DE", "encoding": "cp1252", "memory_bytes": 8589934592},
          "problems": ["exceptions[0].stack.frames[3].column: not a number, dropped"]
        }
        """;

    public static readonly CrashItem Crash = new(
        "0192f0c1d2e34f5a8b9c0d1e2f3a4b5c",
        null,
        "2026-11-25T02:41:00.123456789Z",
        "2026-11-25T02:41:01.000000000Z",
        "1:00000000000000ff",
        "0192f0c1d2e34f5a8b9c0d1e2f3a4b5d",
        "0192f0c1d2e34f5a8b9c0d1e2f3a4b5e",
        new Dictionary<string, string> { ["pillow"] = "11.0.0", ["requests"] = "2.32.3" },
        JsonDocument.Parse(Text).RootElement)
    {
        Feedback = [DesignFeedback.List.Items[0]],
        Attachments = DesignFeedback.Attachments,
    };
}
