using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Rapport.Benchmarks.CholeskySolveBenchmarks).Assembly).Run(args);
