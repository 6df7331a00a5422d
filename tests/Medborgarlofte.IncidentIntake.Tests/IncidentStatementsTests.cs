using System.Data;
using System.Data.Common;
using Medborgarlofte.Events;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Incidents;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Tests;

/// <summary>The statements of the write path, without a server.</summary>
public sealed class IncidentStatementsTests
{
    [Fact]
    public async Task Every_column_of_a_new_incident_event_and_key_is_written()
    {
        await using var db = new SqliteDesignTimeContext().CreateDbContext([]);
        await using var statements = new IncidentStatements(db);

        AssertWritesAll<Incident>(db, statements.InsertIncident.Command, but: ["Id", "DuplicateOf"]);
        AssertWritesAll<EventLogEntry>(db, statements.InsertEvent.Command, but: ["Sequence", "PublishedAt"]);
        AssertWritesAll<StoredIdempotencyKey>(db, statements.InsertKey.Command, but: []);
    }

    [Fact]
    public async Task Parameters_have_the_column_types_and_one_character_more()
    {
        await using var db = new SqlServerDesignTimeContext().CreateDbContext([]);
        await using var statements = new IncidentStatements(db);

        Assert.Equal((SqlDbType.DateTime2, 0), Of(statements.InsertIncident.Command, "@RegisteredAt"));
        Assert.Equal((SqlDbType.DateTime2, 0), Of(statements.InsertEvent.Command, "@At"));
        Assert.Equal((SqlDbType.Float, 0), Of(statements.InsertIncident.Command, "@Latitude"));
        Assert.Equal((SqlDbType.UniqueIdentifier, 0), Of(statements.InsertIncident.Command, "@PublicId"));
        Assert.Equal((SqlDbType.Bit, 0), Of(statements.InsertIncident.Command, "@Attempted"));
        Assert.Equal((SqlDbType.NVarChar, 65), Of(statements.FindExternalId.Command, "@ExternalId"));
        Assert.Equal((SqlDbType.NVarChar, 21), Of(statements.InsertIncident.Command, "@Status"));
        Assert.Equal((SqlDbType.NVarChar, 1_401), Of(statements.InsertIncident.Command, "@Forms"));
        Assert.Equal((SqlDbType.NVarChar, -1), Of(statements.InsertEvent.Command, "@Payload"));
        Assert.Equal((SqlDbType.NVarChar, -1), Of(statements.InsertKey.Command, "@Response"));
        Assert.Equal((SqlDbType.Int, 0), Of(statements.InsertIncident.Command, "@Version"));
    }

    private static void AssertWritesAll<T>(DbContext db, DbCommand insert, string[] but) => Assert.Equal(
        db.Model.FindEntityType(typeof(T))!.GetProperties().Select(property => property.Name).Except(but).Order(),
        insert.Parameters.Cast<DbParameter>().Select(parameter => parameter.ParameterName.TrimStart('@')).Order());

    private static (SqlDbType Type, int Size) Of(DbCommand command, string name)
    {
        var parameter = (SqlParameter)command.Parameters[name];
        return (parameter.SqlDbType, parameter.SqlDbType == SqlDbType.NVarChar ? parameter.Size : 0);
    }
}
