using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Testcontainers.RabbitMq;
using Xunit;

namespace Medborgarlofte.TestSupport;

/// <summary>
/// A RabbitMQ for the test run: the installed rabbitmq-server as a private node on the loopback, or a container if Docker is available.
/// Started on first use.
/// </summary>
public sealed class RabbitNode : IAsyncDisposable
{
    private const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string User = "tests";

    private readonly Lazy<Task<string>> _connectionString;
    private readonly string _password = Guid.CreateVersion7().ToString("N");
    private readonly string _directory = Directory.CreateTempSubdirectory("medborgarlofte-rabbitmq-").FullName;
    private Dictionary<string, string> _environment = [];
    private int _virtualHosts;
    private int _port;
    private Process? _names;
    private Process? _node;
    private RabbitMqContainer? _container;

    /// <summary>Creates the node without starting it.</summary>
    public RabbitNode() => _connectionString = new Lazy<Task<string>>(StartAsync);

    /// <summary>The node's connection string.</summary>
    public Task<string> ConnectionStringAsync() => _connectionString.Value;

    /// <summary>Creates an empty virtual host and returns its connection string.</summary>
    public async Task<string> VirtualHostAsync()
    {
        var node = await _connectionString.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _virtualHosts)}");
        await EvaluateAsync(
            $"rabbit_vhost:add(<<\"{name}\">>, <<\"test\">>), rabbit_auth_backend_internal:set_permissions(<<\"{User}\">>, "
                + $"<<\"{name}\">>, <<\".*\">>, <<\".*\">>, <<\".*\">>, <<\"test\">>).");
        return $"{node.TrimEnd('/')}/{name}";
    }

    /// <summary>
    /// Adds a user with permissions on a virtual host, as an operator does; returns the user's connection string.
    /// </summary>
    public async Task<string> UserAsync(string virtualHost, string user, string configure, string write, string read)
    {
        var address = new Uri(virtualHost);
        var password = Guid.CreateVersion7().ToString("N");
        var patterns = string.Join(
            ", ", new[] { configure, write, read }.Select(pattern => $"<<\"{pattern.Replace("\\", "\\\\", StringComparison.Ordinal)}\">>"));
        await EvaluateAsync(
            $"rabbit_auth_backend_internal:add_user(<<\"{user}\">>, <<\"{password}\">>, <<\"test\">>), "
                + $"rabbit_auth_backend_internal:set_permissions(<<\"{user}\">>, <<\"{address.AbsolutePath.Trim('/')}\">>, {patterns}, "
                    + $"<<\"test\">>).");
        return new UriBuilder(address) { UserName = user, Password = password }.Uri.ToString();
    }

    /// <summary>Changes a user's password and closes the connections to a virtual host, whose clients log in again.</summary>
    public Task ChangePasswordAsync(string virtualHost, string user, string password) => EvaluateAsync(
        $"rabbit_auth_backend_internal:change_password(<<\"{user}\">>, <<\"{password}\">>, <<\"test\">>), "
            + "rabbit_connection_tracking:close_connections(rabbit_connection_tracking:list("
            + $"<<\"{new Uri(virtualHost).AbsolutePath.Trim('/')}\">>), \"test\", 0).");

    // Evaluates an Erlang expression in the node. erl_call does so in milliseconds; rabbitmqctl starts a virtual machine of its own.
    private async Task EvaluateAsync(string expression)
    {
        if (_container is not null)
        {
            await _container.ExecAsync(["rabbitmqctl", "eval", expression]);
            return;
        }

        // Without an answer the node did not accept the connection, as on a busy machine; nothing was evaluated.
        await Eventually.TrueAsync(
            async () =>
            {
                using var call = Start("erl_call", ["-sname", _environment["RABBITMQ_NODENAME"], "-e"], _environment);
                await call.StandardInput.WriteLineAsync(expression);
                call.StandardInput.Close();
                var answer = await call.StandardOutput.ReadToEndAsync();
                await call.WaitForExitAsync();
                return answer.Length > 0 && (call.ExitCode == 0 && answer.StartsWith("{ok", StringComparison.Ordinal)
                    ? true
                    : throw new InvalidOperationException($"erl_call ended with {call.ExitCode}: {answer}"));
            },
            "RabbitMQ to evaluate an expression");
    }

    /// <summary>
    /// Kills the node, like a power failure; its data stays. Skips the test if the node is a container, whose port changes at a restart.
    /// </summary>
    public async Task KillAsync()
    {
        await _connectionString.Value;
        if (_container is not null)
        {
            Assert.Skip("RabbitMQ: a container changes its port when it is started again");
        }

        await EndAsync(_node);
        _node = null;
    }

    /// <summary>Starts the node again with the same port and data.</summary>
    public Task StartAgainAsync() => LaunchAsync();

    /// <summary>Stops the node.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_container is not null)
        {
            await _container.DisposeAsync();
        }

        await EndAsync(_node);
        await EndAsync(_names);
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task EndAsync(Process? process)
    {
        if (process is null)
        {
            return;
        }

        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task<string> StartAsync()
    {
        if (!File.Exists(Server))
        {
            _container = new RabbitMqBuilder("rabbitmq:4-management").WithUsername(User).WithPassword(_password).Build();
            await _container.StartAsync();
            return _container.GetConnectionString();
        }

        _port = LocalPorts.Next();
        var namesPort = LocalPorts.Next();
        foreach (var name in new[] { "mnesia", "log", "home" })
        {
            Directory.CreateDirectory(Path.Combine(_directory, name));
        }

        await File.WriteAllTextAsync(Path.Combine(_directory, "enabled_plugins"), "[].");
        await File.WriteAllTextAsync(
            Path.Combine(_directory, "rabbitmq.conf"),
            string.Create(CultureInfo.InvariantCulture, $"listeners.tcp.local = 127.0.0.1:{_port}\nlog.console = true\nlog.file = "
                + $"false\ndefault_user = {User}\ndefault_pass = {_password}\n"));

        // The node would leave its name server behind: run it as a child, so that it can be ended.
        _names = StartServer("epmd", ["-port", Text(namesPort), "-address", "127.0.0.1"], []);
        _environment = new Dictionary<string, string>
        {
            ["HOME"] = Path.Combine(_directory, "home"),
            ["RABBITMQ_NODENAME"] = $"mbl_{_port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = Text(_port),
            ["RABBITMQ_DIST_PORT"] = Text(LocalPorts.Next()),
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_directory, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(_directory, "log"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_directory, "rabbitmq.conf"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_directory, "enabled_plugins"),
            ["RABBITMQ_PID_FILE"] = Path.Combine(_directory, "pid"),
            ["ERL_EPMD_PORT"] = Text(namesPort),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        };
        await LaunchAsync();
        return string.Create(CultureInfo.InvariantCulture, $"amqp://{User}:{_password}@127.0.0.1:{_port}");
    }

    private Task LaunchAsync()
    {
        _node = StartServer(Server, [], _environment);
        return Eventually.TrueAsync(() => AnswersAsync(_port), "RabbitMQ to listen");
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private Process StartServer(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var process = Start(program, arguments, environment);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private Process Start(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
