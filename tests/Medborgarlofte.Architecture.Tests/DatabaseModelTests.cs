using Medborgarlofte.Events;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Architecture.Tests;

public sealed class DatabaseModelTests
{
    private static readonly string[] Providers = ["Sqlite", "SqlServer"];

    public static TheoryData<string> Modules => Repository.ModuleNames;

    [Theory]
    [MemberData(nameof(Modules))]
    public void Migrations_create_the_model_on_both_providers(string module)
    {
        foreach (var context in ContextsOf(module))
        {
            using var db = Create(context);
            Assert.False(db.Database.HasPendingModelChanges(), $"{context.Name}: add a migration with eng/migrate.sh.");
        }
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Module_has_a_context_for_each_provider(string module)
    {
        var contexts = ContextsOf(module).Select(context => context.Name).Order().ToArray();

        Assert.Contains(contexts.Length, new[] { 0, Providers.Length });
        Assert.All(contexts.Zip(Providers), pair => Assert.StartsWith(pair.Second, pair.First, StringComparison.Ordinal));
    }

    internal static IEnumerable<Type> ContextsOf(string module) =>
        Repository.Load(module).GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(ModuleDbContext)));

    /// <summary>Creates a context without a connection, or on a SQLite file.</summary>
    internal static DbContext Create(Type context, string file = "Data Source=none.db")
    {
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(context))!;
        _ = context.Name.StartsWith("SqlServer", StringComparison.Ordinal) ? builder.UseSqlServer("Server=none") : builder.UseSqlite(file);
        return (DbContext)Activator.CreateInstance(context, builder.Options)!;
    }
}
