namespace Rapport.EndToEnd.Tests;

public sealed class HouseTests
{
    [Fact]
    public void This_project_runs_its_tests() => Assert.EndsWith(".Tests", typeof(HouseTests).Assembly.GetName().Name, StringComparison.Ordinal);
}
