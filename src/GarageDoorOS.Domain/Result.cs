namespace GarageDoorOS.Domain;

/// <summary>What a use case gives back: its value, or the problem that a person can do something about.</summary>
public readonly struct Result<T>
{
    private readonly T? value;
    private readonly Problem? problem;

    private Result(T value) => this.value = value;
    private Result(Problem problem) => this.problem = problem;

    public bool IsOk => problem is null;
    public T Value => problem is null ? value! : throw new InvalidOperationException($"There is no value: {problem}");
    public Problem Problem => problem ?? throw new InvalidOperationException("There is no problem.");

    public TOut Match<TOut>(Func<T, TOut> ok, Func<Problem, TOut> refused) => problem is null ? ok(value!) : refused(problem);

    public static implicit operator Result<T>(T value) => new(value);
    public static implicit operator Result<T>(Problem problem) => new(problem);
}
