using System.ComponentModel;
using System.Diagnostics;

namespace Medborgarlofte.AppHost;

/// <summary>Docker or Podman.</summary>
internal static class ContainerEngine
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Whether an engine answers. Aspire itself only logs a warning if not, and all resources wait forever.</summary>
    public static bool Answers() => Answers("docker") || Answers("podman");

    // The executable may exist while its daemon is down.
    private static bool Answers(string engine)
    {
        try
        {
            using var info = Process.Start(
                new ProcessStartInfo(engine, "info")
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                })!;
            info.BeginOutputReadLine();
            info.BeginErrorReadLine();
            if (info.WaitForExit(Timeout))
            {
                return info.ExitCode == 0;
            }

            info.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
