using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Assembly = System.Reflection.Assembly;

namespace Medborgarlofte.SqlServer.Tests;

/// <summary>Checks the modules' schemas and statements with SQL Server's parser and model, without a server.</summary>
public sealed class SchemaTests
{
    private static readonly string[] Names = ["IncidentIntake", "Measures", "NeighbourhoodWatch", "Reporting"];

    public static TheoryData<string> Modules => [.. Names];

    [Theory]
    [MemberData(nameof(Modules))]
    public void Schema_is_a_valid_SQL_Server_2022_model(string module)
    {
        using var db = ContextOf(module);
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var batch in BatchesOf(db.Database.GenerateCreateScript()))
        {
            model.AddObjects(batch);
        }

        Assert.Empty(
            model.Validate().Where(
                message => message.MessageType == Microsoft.SqlServer.Dac.DacMessageType.Error).Select(message => message.Message));
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Migrations_are_valid_T_SQL(string module)
    {
        using var db = ContextOf(module);
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);

        Assert.Contains("CREATE TABLE", script, StringComparison.Ordinal);
        Assert.Empty(errors.Select(error => $"{error.Line}: {error.Message}"));
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void No_key_or_index_contains_an_unlimited_string(string module)
    {
        using var db = ContextOf(module);

        var unlimited =
            from entity in db.GetService<IDesignTimeModel>().Model.GetEntityTypes()
            from property in entity.GetKeys().SelectMany(key => key.Properties)
                .Concat(entity.GetIndexes().SelectMany(index => index.Properties))
            where property.GetColumnType().EndsWith("(max)", StringComparison.Ordinal)
            select $"{entity.GetTableName()}.{property.Name}";

        Assert.Empty(unlimited);
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Texts_are_compared_as_in_SQLite(string module)
    {
        using var db = ContextOf(module);

        var loose =
            from entity in db.GetService<IDesignTimeModel>().Model.GetEntityTypes()
            from property in entity.GetProperties()
            where property.ClrType == typeof(string) && property.GetCollation() != ModuleDbContext.SqlServerCollation
            select $"{entity.GetTableName()}.{property.Name}";

        Assert.Empty(loose);
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Times_are_stored_with_full_precision(string module)
    {
        using var db = ContextOf(module);

        var rounded =
            from entity in db.GetService<IDesignTimeModel>().Model.GetEntityTypes()
            from property in entity.GetProperties()
            where (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(DateTimeOffset)
                && property.GetColumnType() != "datetime2"
            select $"{entity.GetTableName()}.{property.Name}";

        Assert.Empty(rounded);
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Text_keys_are_compared_with_case_in_the_change_tracker(string module)
    {
        using var db = ContextOf(module);

        var loose =
            from entity in db.Model.GetEntityTypes()
            from property in entity.GetProperties()
            where (property.IsKey() || property.IsForeignKey()) && property.ClrType == typeof(string)
                && property.GetKeyValueComparer().Equals("ramdal", "Ramdal")
            select $"{entity.GetTableName()}.{property.Name}";

        Assert.Empty(loose);
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Filtered_indexes_contain_the_columns_that_are_null(string module)
    {
        using var db = ContextOf(module);

        var incomplete =
            from entity in db.GetService<IDesignTimeModel>().Model.GetEntityTypes()
            from index in entity.GetIndexes()
            from Match column in Regex.Matches(
                index.GetFilter() ?? "", @"\[(?<name>\w+)\] IS NULL", RegexOptions.None, TimeSpan.FromMinutes(1))
            where index.Properties.All(property => property.GetColumnName() != column.Groups["name"].Value)
                && index.GetIncludeProperties()?.Contains(column.Groups["name"].Value) != true
            select $"{index.GetDatabaseName()}: {column.Groups["name"].Value}";

        Assert.Empty(incomplete);
    }

    /// <summary>A server returns the rows of a collection in any order; here it returns them in the reverse order.</summary>
    [Theory]
    [MemberData(nameof(Modules))]
    public void Child_collections_are_in_the_order_in_which_the_rows_were_added(string module)
    {
        using var db = ContextOf(module);

        var navigations = db.Model.GetEntityTypes()
            .SelectMany(entity => entity.GetNavigations())
            .Where(navigation => navigation.IsCollection
                && navigation.TargetEntityType.FindPrimaryKey()!.Properties is [{ ClrType: var key }] && key == typeof(long));
        Assert.All(navigations, navigation =>
        {
            var row = navigation.TargetEntityType.ClrType;
            var key = navigation.TargetEntityType.FindPrimaryKey()!.Properties[0].FieldInfo!;
            var rows = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(row))!;
            foreach (var id in new[] { 3L, 0L, 2L, 1L })
            {
                var child = RuntimeHelpers.GetUninitializedObject(row);
                key.SetValue(child, id);
                rows.Add(child);
            }

            var owner = RuntimeHelpers.GetUninitializedObject(navigation.DeclaringEntityType.ClrType);
            navigation.FieldInfo!.SetValue(owner, rows);
            var read = ((System.Collections.IEnumerable)navigation.PropertyInfo!.GetValue(owner)!).Cast<object>();
            Assert.Equal([1L, 2L, 3L, 0L], read.Select(child => (long)key.GetValue(child)!));
        });
    }

    /// <summary>SQL Server cannot alter a column of a key: such a migration drops the key and recreates it.</summary>
    [Theory]
    [MemberData(nameof(Modules))]
    public void No_migration_alters_a_column_of_a_primary_key(string module)
    {
        using var db = ContextOf(module);
        var migrations = db.GetService<IMigrationsAssembly>();

        var altered =
            from migration in migrations.Migrations.Select(entry => migrations.CreateMigration(entry.Value, db.Database.ProviderName!))
            from operation in migration.UpOperations.OfType<AlterColumnOperation>()
            from entity in db.GetService<IDesignTimeModel>().Model.GetEntityTypes()
            where entity.GetTableName() == operation.Table
                && entity.FindPrimaryKey()!.Properties.Any(property => property.GetColumnName() == operation.Name)
            select $"{operation.Table}.{operation.Name}";

        Assert.Empty(altered);
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Tables_with_client_generated_keys_are_clustered_on_numbers(string module)
    {
        using var db = ContextOf(module);

        // SQL Server sorts a version 7 id by its last bytes, so rows clustered by it are inserted at random places.
        var scattered =
            from entity in db.GetService<IDesignTimeModel>().Model.GetEntityTypes()
            let key = entity.FindPrimaryKey()
            where key is not null && key.Properties[0].ClrType == typeof(Guid) && Frequent.Contains(entity.GetTableName())
            select entity.GetTableName();

        Assert.Empty(scattered);
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void No_table_has_several_cascading_foreign_keys(string module)
    {
        using var db = ContextOf(module);

        var cascading = db.GetService<IDesignTimeModel>().Model.GetEntityTypes()
            .SelectMany(entity => entity.GetForeignKeys())
            .Where(key => key.DeleteBehavior == DeleteBehavior.Cascade)
            .GroupBy(key => key.DeclaringEntityType)
            .Where(keys => keys.Count() > 1)
            .Select(keys => keys.Key.Name);

        Assert.Empty(cascading);
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public void Handwritten_statements_are_valid_T_SQL(string source, string statement)
    {
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(statement), out var errors);

        Assert.True(errors.Count == 0, $"{source}: {statement}: {errors.FirstOrDefault()?.Message}");
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public void Handwritten_statements_refer_to_existing_tables_and_columns(string source, string statement)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        using var db = ContextOf(source[..source.IndexOf(':', StringComparison.Ordinal)]);
        foreach (var batch in BatchesOf(db.Database.GenerateCreateScript()))
        {
            model.AddObjects(batch);
        }

        // In a procedure, names are resolved against the schema. The types of the parameters do not matter here.
        var parameters = Regex.Matches(statement, @"@\w+", RegexOptions.None, TimeSpan.FromMinutes(1)).Select(match => match.Value)
            .Distinct().Select(name => name + " nvarchar(100)");
        model.AddObjects($"CREATE PROCEDURE [Statement] {string.Join(", ", parameters)} AS {statement}");

        Assert.Empty(model.Validate().Select(message => message.Message));
    }

    /// <summary>The static strings in the modules that contain SQL, each with its module.</summary>
    public static TheoryData<string, string> Statements()
    {
        var data = new TheoryData<string, string>();
        var fields =
            from module in Names
            from type in Assembly.Load($"Medborgarlofte.{module}").GetTypes()
            where !type.ContainsGenericParameters
            from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            where field.FieldType == typeof(string)
            select (Source: $"{module}: {type.Name}.{field.Name}", Text: (string?)field.GetValue(null));
        foreach (var (source, text) in fields)
        {
            if (text is not null && Regex.IsMatch(text, "^(?:INSERT|UPDATE|SELECT|DELETE) ", RegexOptions.None, TimeSpan.FromMinutes(1)))
            {
                data.Add(source, text);
            }
        }

        return data;
    }

    private static readonly string[] Frequent = ["Incidents", "EventLog", "IncidentFact", "CubeCell"];

    // Seed rows are not part of a schema; the test of the migrations parses them.
    private static IEnumerable<string> BatchesOf(string script) =>
        Regex.Split(script, @"^GO\s*$", RegexOptions.Multiline, TimeSpan.FromSeconds(10))
            .Where(batch => !string.IsNullOrWhiteSpace(batch) && !batch.Contains("INSERT INTO", StringComparison.Ordinal));

    private static ModuleDbContext ContextOf(string module)
    {
        var type = Assembly.Load($"Medborgarlofte.{module}").GetTypes().Single(t => t.Name == $"SqlServer{module}DbContext");
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
        return (ModuleDbContext)Activator.CreateInstance(type, builder.UseSqlServer("Server=none").Options)!;
    }
}
