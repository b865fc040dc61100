using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Telemetry.Control.Tests;

/// <summary>
/// Watches what is sent to one database, counts it, and can end the work there as a kill would: before a statement, before a commit, or after it, when the caller never hears of it.
/// </summary>
internal sealed class CommandWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string Listener = "Microsoft.EntityFrameworkCore";

    private readonly string _database;
    private readonly IDisposable _subscription;
    private IDisposable? _events;
    private int _step;

    /// <summary>Begins to watch. To be made before the database is opened: a context that had nobody watching does not look again for a second.</summary>
    /// <param name="database">Part of the connection's text that no other database has.</param>
    public CommandWatch(string database)
    {
        _database = database;
        _subscription = DiagnosticListener.AllListeners.Subscribe(this);
    }

    /// <summary>Statements so far.</summary>
    public int Statements { get; private set; }

    /// <summary>The step at which the work ends, from 1; 0: it does not.</summary>
    public int EndAt { get; set; }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded { get; private set; }

    public void Restart(int endAt) => (_step, Statements, EndAt, HasEnded) = (0, 0, endAt, false);

    public void OnNext(DiagnosticListener value) => _events = value.Name == Listener ? value.Subscribe(this) : _events;

    public void OnNext(KeyValuePair<string, object?> value)
    {
        DbConnection? connection = value.Value switch
        {
            CommandEventData command when value.Key == RelationalEventId.CommandExecuting.Name => command.Command.Connection,
            TransactionEventData transaction when value.Key == RelationalEventId.TransactionCommitting.Name => transaction.Transaction.Connection,
            TransactionEndEventData transaction when value.Key == RelationalEventId.TransactionCommitted.Name => transaction.Context?.Database.GetDbConnection(),
            _ => null,
        };
        if (connection?.ConnectionString.Contains(_database, StringComparison.Ordinal) != true)
        {
            return;
        }

        Statements += value.Value is CommandEventData ? 1 : 0;
        if (++_step == EndAt)
        {
            HasEnded = true;
            throw new KilledException();
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        _events?.Dispose();
        _subscription.Dispose();
    }
}

/// <summary>The work ended in the middle.</summary>
internal sealed class KilledException : Exception;
