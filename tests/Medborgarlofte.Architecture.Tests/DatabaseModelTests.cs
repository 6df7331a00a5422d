using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Architecture.Tests;

public sealed class DatabaseModelTests
{
    private static readonly string[] Providers = ["Sqlite", "SqlServer"];

    public static TheoryData<string> Modules => Repository.ModuleNames;

    [Theory]
    [MemberData(nameof(Modules))]
    public void The_migrations_make_the_model_on_both_databases(string module)
    {
        foreach (var context in ContextsOf(module))
        {
            using var db = Create(context);
            Assert.False(db.Database.HasPendingModelChanges(), $"{context.Name}: add a migration with eng/migrate.sh.");
        }
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_module_with_a_database_has_it_on_both_providers(string module)
    {
        var contexts = ContextsOf(module).Select(context => context.Name).Order().ToArray();

        Assert.Contains(contexts.Length, new[] { 0, Providers.Length });
        Assert.All(contexts.Zip(Providers), pair => Assert.StartsWith(pair.Second, pair.First, StringComparison.Ordinal));
    }

    internal static IEnumerable<Type> ContextsOf(string module) =>
        Repository.Load(module).GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(ModuleDbContext)));

    /// <summary>A context that is never connected, or on a file of SQLite's.</summary>
    internal static DbContext Create(Type context, string file = "Data Source=none.db")
    {
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(context))!;
        _ = context.Name.StartsWith("SqlServer", StringComparison.Ordinal) ? builder.UseSqlServer("Server=none") : builder.UseSqlite(file);
        return (DbContext)Activator.CreateInstance(context, builder.Options)!;
    }
}
