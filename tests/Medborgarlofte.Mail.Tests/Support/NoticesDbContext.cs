using Medborgarlofte.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Medborgarlofte.Mail.Tests.Support;

/// <summary>A minimal module database with notices; its migration creates the tables of the model.</summary>
public sealed class NoticesDbContext(DbContextOptions<NoticesDbContext> options) : ModuleDbContext(options)
{
    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<NoticeMailing> Mailings => Set<NoticeMailing>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddNotices();
    }
}

/// <summary>Creates the tables of the model on either provider.</summary>
[DbContext(typeof(NoticesDbContext))]
[Migration("20210101000000_Initial")]
public sealed class CreateTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var options = new DbContextOptionsBuilder<NoticesDbContext>();
        using var db = new NoticesDbContext(
            migrationBuilder.IsSqlServer() ? options.UseSqlServer("Server=none").Options : options.UseSqlite().Options);
        var model = db.GetService<IDesignTimeModel>().Model.GetRelationalModel();
        migrationBuilder.Operations.AddRange(
            db.GetService<IMigrationsModelDiffer>().GetDifferences(null, model).Where(operation => operation is not EnsureSchemaOperation));
    }
}
