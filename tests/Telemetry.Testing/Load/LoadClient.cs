namespace Telemetry.Testing.Load;

/// <summary>A connection that follows the server to a new address and gives up on answers that do not come.</summary>
internal sealed class LoadClient(LoadPlan plan, string key) : IDisposable
{
    private OtlpConnection? _connection;
    private Uri? _address;
    private CancellationTokenSource _timeout = new();

    public async Task<ExportAnswer> ExportAsync(ReadOnlyMemory<byte> payload)
    {
        OtlpConnection connection = Connection();
        _timeout.CancelAfter(plan.AnswerTimeout);
        try
        {
            return await connection.ExportAsync(payload, _timeout.Token);
        }
        catch (OperationCanceledException)
        {
            return ExportAnswer.Lost($"No answer within {plan.AnswerTimeout.TotalSeconds:0.#} s.");
        }
        finally
        {
            if (!_timeout.TryReset())
            {
                _timeout.Dispose();
                _timeout = new CancellationTokenSource();
            }
        }
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _timeout.Dispose();
    }

    private OtlpConnection Connection()
    {
        Uri address = plan.Address();
        if (_connection is null || address != _address)
        {
            _connection?.Dispose();
            _connection = new OtlpConnection(address, plan.Signal, key, plan.Source.IsCompressed);
            _address = address;
        }

        return _connection;
    }
}
