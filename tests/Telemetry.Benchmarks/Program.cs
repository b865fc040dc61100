using Telemetry.Benchmarks;

return await Benchmarks.RunAsync(args);
