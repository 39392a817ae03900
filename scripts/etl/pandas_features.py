"""Lags and rolling statistics in pandas, once for every line on standard input; the answer is the CPU time in seconds.

Arguments: a file of float64 values, server after server, and the number of servers. A line: `<task> <form>`, and a folder
to keep the columns in, when they are to be compared. Task `moments` is lags with means and deviations, `p95` is percentiles
by nearest rank. Form `groupby` groups the rows by server; `wide` turns them to a column per server first, which only
servers with the same days allow.
"""

import sys
import time

import numpy as np
import pandas as pd

values = np.fromfile(sys.argv[1])
SERVERS = int(sys.argv[2])
DAYS = len(values) // SERVERS
frame = pd.DataFrame({"server": np.repeat(np.arange(SERVERS), DAYS), "value": values})


def grouped(task: str) -> list[np.ndarray]:
    series = frame.groupby("server", sort=False)["value"]
    # A day's window ends the day before: statistics roll over the values shifted by one.
    before = series.shift(1)
    windows = before.groupby(frame["server"], sort=False)
    if task == "p95":
        return [windows.rolling(days).quantile(0.95, interpolation="higher").to_numpy() for days in (7, 30)]
    columns = [before.to_numpy(), *(series.shift(lag).to_numpy() for lag in (7, 30, 90))]
    for days in (7, 30):
        window = windows.rolling(days)
        columns += [window.mean().to_numpy(), window.std().to_numpy()]
    return columns


def wide(task: str) -> list[np.ndarray]:
    table = pd.DataFrame(values.reshape(SERVERS, DAYS).T)
    before = table.shift(1)
    if task == "p95":
        columns = [before.rolling(days).quantile(0.95, interpolation="higher") for days in (7, 30)]
    else:
        columns = [before, *(table.shift(lag) for lag in (7, 30, 90))]
        for days in (7, 30):
            window = before.rolling(days)
            columns += [window.mean(), window.std()]
    return columns


FORMS = {"groupby": grouped, "wide": wide}
for line in sys.stdin:
    task, form, *folder = line.split()
    start = time.process_time()
    columns = FORMS[form](task)
    spent = time.process_time() - start
    for path in folder:
        for index, column in enumerate(columns):
            # The wide form has the days in rows; its columns follow one another.
            np.asarray(column).ravel(order="F").tofile(f"{path}/{index}")
    del columns
    print(spent, flush=True)
