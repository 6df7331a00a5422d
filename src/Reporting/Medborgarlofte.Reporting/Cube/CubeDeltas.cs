using System.Runtime.InteropServices;

namespace Medborgarlofte.Reporting.Cube;

/// <summary>The changes that a batch of facts makes to the cells of the cube.</summary>
internal sealed class CubeDeltas
{
    private readonly Dictionary<CellKey, int> _deltas = [];

    /// <summary>The changed cells with their deltas, in the order of the table's key.</summary>
    public IReadOnlyList<(CellKey Key, int Delta)> Changed
    {
        get
        {
            var changed = _deltas.Where(delta => delta.Value != 0).Select(delta => (delta.Key, delta.Value)).ToList();
            changed.Sort((one, other) => CompareKeys(one.Key, other.Key));
            return changed;
        }
    }

    /// <summary>Moves a case from its old cells to its new cells.</summary>
    public void Move(IncidentFact? from, IncidentFact to)
    {
        if (from is not null)
        {
            Add(from, -1);
        }

        Add(to, 1);
    }

    /// <summary>Adds a case to every cell that it belongs to, or removes it.</summary>
    public void Add(IncidentFact fact, int sign)
    {
        if (!fact.Counted)
        {
            return;
        }

        if (fact.IsSelection)
        {
            Add(fact, CubeBasis.Selection, fact.ReportedOn, CubeDimension.Cases, "", sign);
            return;
        }

        AddAll(fact, CubeBasis.Reported, fact.ReportedOn, sign);
        AddAll(fact, CubeBasis.Occurred, fact.OccurredOn, sign);
    }

    private void AddAll(IncidentFact fact, CubeBasis basis, DateOnly day, int sign)
    {
        Add(fact, basis, day, CubeDimension.Cases, "", sign);
        Add(fact, basis, day, CubeDimension.Form, fact.Forms, sign);
        Add(fact, basis, day, CubeDimension.Target, fact.Targets, sign);
        Add(fact, basis, day, CubeDimension.Goods, fact.Goods, sign);
        Add(fact, basis, day, CubeDimension.VictimGroup, fact.VictimGroups, sign);
    }

    private void Add(IncidentFact fact, CubeBasis basis, DateOnly day, CubeDimension dimension, CodeSet values, int sign)
    {
        foreach (var value in values.Codes)
        {
            Add(fact, basis, day, dimension, value, sign);
        }
    }

    private void Add(IncidentFact fact, CubeBasis basis, DateOnly day, CubeDimension dimension, string value, int sign)
    {
        var key = new CellKey(
            fact.Municipality, basis, dimension, CubeGrain.Day, day, fact.Area, fact.Category, fact.Attempted, value);
        Add(key, sign);
        Add(key with { Grain = CubeGrain.Month, Day = day.FirstOfMonth() }, sign);
    }

    private void Add(CellKey key, int sign) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_deltas, key, out _) += sign;

    private static int CompareKeys(CellKey one, CellKey other)
    {
        var order = string.CompareOrdinal(one.Municipality, other.Municipality);
        order = order != 0 ? order : one.Basis.CompareTo(other.Basis);
        order = order != 0 ? order : one.Grain.CompareTo(other.Grain);
        order = order != 0 ? order : one.Day.CompareTo(other.Day);
        order = order != 0 ? order : one.Dimension.CompareTo(other.Dimension);
        order = order != 0 ? order : string.CompareOrdinal(one.Area, other.Area);
        order = order != 0 ? order : string.CompareOrdinal(one.Category, other.Category);
        return order != 0 ? order : string.CompareOrdinal(one.Value, other.Value);
    }
}

/// <summary>The key of a cell.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CellKey(
    string Municipality,
    CubeBasis Basis,
    CubeDimension Dimension,
    CubeGrain Grain,
    DateOnly Day,
    string Area,
    string Category,
    bool Attempted,
    string Value);
