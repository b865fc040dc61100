using NodaTime;

namespace Telemetry.Alerting.OnCall;

/// <summary>Who is on call when. At every moment it is exactly one person: the last override that holds, else the last rotation in whose hours it is.</summary>
public sealed class OnCallSchedule
{
    /// <summary>Rotations of a schedule at most.</summary>
    public const int MaxRotations = 20;

    /// <summary>People of a rotation at most.</summary>
    public const int MaxPeople = 100;

    /// <summary>Days of a turn at most.</summary>
    public const int MaxDaysEach = 366;

    private readonly DateTimeZone _zone;
    private readonly IReadOnlyList<Rotation> _rotations;
    private readonly IReadOnlyList<OnCallOverride> _overrides;

    /// <summary>Makes a schedule.</summary>
    /// <param name="zone">In which hand-overs and hours are meant.</param>
    /// <param name="rotations">The later one wins where both have somebody.</param>
    /// <param name="overrides">The later one wins where both hold.</param>
    /// <exception cref="ArgumentException"><see cref="Check(IReadOnlyList{Rotation}, IReadOnlyList{OnCallOverride})"/> finds something.</exception>
    public OnCallSchedule(DateTimeZone zone, IReadOnlyList<Rotation> rotations, IReadOnlyList<OnCallOverride> overrides)
    {
        if (Check(rotations, overrides).FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem);
        }

        (_zone, _rotations, _overrides) = (zone, rotations, overrides);
    }

    /// <summary>What is wrong, for people; empty when it is a schedule.</summary>
    public static IEnumerable<string> Check(IReadOnlyList<Rotation> rotations, IReadOnlyList<OnCallOverride> overrides)
    {
        if (rotations.Count is 0 or > MaxRotations)
        {
            yield return $"A schedule has 1 to {MaxRotations} rotations.";
        }
        else if (rotations[0].Hours is not null)
        {
            yield return "The first rotation has no hours of its own, so that somebody is always on call.";
        }

        foreach (string problem in rotations.SelectMany(Check).Concat(overrides.Where(one => one.To <= one.From).Select(one => $"The override of {one.Person} ends before it begins.")))
        {
            yield return problem;
        }
    }

    /// <summary>Who is on call.</summary>
    public string WhoAt(Instant moment)
    {
        for (int place = _overrides.Count - 1; place >= 0; place--)
        {
            if (_overrides[place].Contains(moment))
            {
                return _overrides[place].Person;
            }
        }

        int last = _rotations.Count - 1;
        string? person = null;
        while (person is null)
        {
            // The first has no hours: it always has somebody.
            person = _rotations[last--].WhoAt(moment, _zone);
        }

        return person;
    }

    /// <summary>All shifts between two moments, in their order, without a gap; the first and the last are cut there.</summary>
    public IEnumerable<Shift> Shifts(Instant from, Instant to)
    {
        var current = new Shift(WhoAt(from), from, to);
        foreach (Instant moment in Boundaries(from, to).Order())
        {
            if (WhoAt(moment) is var person && person != current.Person)
            {
                yield return current with { To = moment };
                current = new Shift(person, moment, to);
            }
        }

        yield return current;
    }

    private IEnumerable<Instant> Boundaries(Instant from, Instant to) =>
        _rotations.SelectMany(rotation => rotation.Boundaries(from, to, _zone))
            .Concat(_overrides.SelectMany(one => new[] { one.From, one.To }).Where(moment => from < moment && moment < to));

    private static IEnumerable<string> Check(Rotation rotation)
    {
        if (rotation.People.Count is 0 or > MaxPeople || rotation.People.Any(string.IsNullOrWhiteSpace))
        {
            yield return $"A rotation has 1 to {MaxPeople} people.";
        }

        if (rotation.DaysEach is < 1 or > MaxDaysEach)
        {
            yield return $"A turn has 1 to {MaxDaysEach} days.";
        }

        if (rotation.Hours is { Days.Count: 0 })
        {
            yield return "Hours need at least one day of the week.";
        }
    }
}
