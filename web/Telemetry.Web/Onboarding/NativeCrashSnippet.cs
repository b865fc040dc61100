namespace Telemetry.Web.Onboarding;

/// <summary>A crash sent by hand (docs/crash-format.md): the standard library alone.</summary>
internal static class NativeCrashSnippet
{
    public static string Write(string endpoint, string key) => $$$"""
        import json, sys, time, traceback, urllib.request, uuid

        def report(kind, error, trace):
            frames = [
                {"module": frame.f_globals.get("__name__"), "function": frame.f_code.co_name, "path": frame.f_code.co_filename, "line": line}
                for frame, line in traceback.walk_tb(trace)
            ]
            crash = {
                "version": 1, "id": uuid.uuid4().hex, "level": "fatal", "service": "hello", "release": "1.0.0", "environment": "development",
                "exceptions": [{"id": 0, "module": kind.__module__, "type": kind.__qualname__, "value": str(error), "handled": False, "stack": {"frames": frames}}],
            }
            record = {"timeUnixNano": str(time.time_ns()), "severityNumber": 21, "eventName": "telemetry.crash", "body": {"stringValue": json.dumps(crash)}}
            body = json.dumps({"resourceLogs": [{"scopeLogs": [{"logRecords": [record]}]}]}).encode()
            headers = {"content-type": "application/json", "x-telemetry-key": "{{{key}}}"}
            urllib.request.urlopen(urllib.request.Request("{{{endpoint.TrimEnd('/')}}}/v1/logs", body, headers))

        sys.excepthook = report

        prices = {"tea": 3}
        print(prices["coffee"])
        """;
}
