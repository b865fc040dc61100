using System.CommandLine;
using Telemetry.Messaging;
using Telemetry.Server.Commands;

namespace Telemetry.Server.DeadLetters;

/// <summary><c>dead-letters list|show|replay|drop</c>: messages that could not be stored, also while a server works on the same queue.</summary>
internal static class DeadLettersCommand
{
    private const int MaxListed = 100_000;

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    private static readonly Option<int> Limit = new("--limit") { Description = "How many at most.", HelpName = "COUNT", DefaultValueFactory = _ => 100 };
    private static readonly Option<bool> All = new("--all") { Description = "All of them." };
    private static readonly Option<FileInfo?> Body = new("--body") { Description = "Write the message's bytes to a file. They are what the client sent.", HelpName = "FILE" };
    private static readonly Argument<Guid> Id = new("ID") { Description = "As 'list' prints it." };
    private static readonly Argument<Guid[]> Ids = new("ID") { Description = "As 'list' prints them.", Arity = ArgumentArity.ZeroOrMore };

    public static Command Create(OptionSet options)
    {
        Json.Recursive = true;
        return new Command("dead-letters", "Messages that could not be stored: look at them, try again, or give them up.")
        {
            Json,
            Action(options, new Command("list", "Lists them, oldest first.") { Limit }, ListAsync),
            Action(options, new Command("show", "Shows one: why it is here, and what is in it.") { Id, Body }, ShowAsync),
            Action(options, new Command("replay", "Puts them back at the end of the queue.") { Ids, All }, (desk, parsed, token) => EachAsync(desk, parsed, desk.ReplayAsync, "replayed", token)),
            Action(options, new Command("drop", "Forgets them for good; the ledger counts their items as dropped_by_operator.") { Ids, All }, (desk, parsed, token) => EachAsync(desk, parsed, desk.DropAsync, "dropped", token)),
        };
    }

    private static Command Action(OptionSet options, Command command, Func<DeadLetterDesk, ParseResult, CancellationToken, Task<int>> action)
    {
        command.SetAction((parsed, token) => ServerCommand.RefuseWithSentenceAsync(async () =>
        {
            await using DeadLetterDesk desk = await DeadLetterDesk.OpenAsync(options.Read(parsed), token);
            return await action(desk, parsed, token);
        }));
        return command;
    }

    private static async Task<int> ListAsync(DeadLetterDesk desk, ParseResult parsed, CancellationToken cancellationToken)
    {
        IReadOnlyList<DeadLetter> letters = await desk.ListAsync(Math.Clamp(parsed.GetValue(Limit), 1, MaxListed), cancellationToken);
        Console.Out.Write(parsed.GetValue(Json) ? DeadLetterText.Json(letters.Select(DeadLetterView.From)) : DeadLetterText.Table(letters));
        return 0;
    }

    private static async Task<int> ShowAsync(DeadLetterDesk desk, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(parsed.GetValue(Id), cancellationToken) is not { } letter)
        {
            return Missing(parsed.GetValue(Id));
        }

        DeadLetterView view = DeadLetterView.From(letter);
        Console.Out.Write(parsed.GetValue(Json) ? DeadLetterText.Json(view) : DeadLetterText.Detail(view));
        if (parsed.GetValue(Body) is { } file)
        {
            await File.WriteAllBytesAsync(file.FullName, letter.Message.Body, cancellationToken);
        }

        return 0;
    }

    private static async Task<int> EachAsync(
        DeadLetterDesk desk, ParseResult parsed, Func<Guid, CancellationToken, Task<bool>> action, string done, CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> ids = parsed.GetValue(All)
            ? [.. (await desk.ListAsync(MaxListed, cancellationToken)).Select(letter => letter.Message.Id)]
            : parsed.GetValue(Ids) ?? [];
        int code = 0;
        int count = 0;
        foreach (Guid id in ids)
        {
            if (await action(id, cancellationToken))
            {
                count++;
            }
            else
            {
                code = Missing(id);
            }
        }

        Console.Out.WriteLine(parsed.GetValue(Json) ? $$"""{"{{done}}":{{count}}}""" : $"{count} {done}.");
        return code;
    }

    private static int Missing(Guid id)
    {
        Console.Error.WriteLine($"There is no dead letter {id}.");
        return 1;
    }
}
