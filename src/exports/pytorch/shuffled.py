def shuffled(teachers, within_class, random):
    """The outputs of wrong teachers: shuffled among the samples of each class, or among all."""
    wrong = []
    for teacher in teachers:
        said = teacher[-1].argmax(1).tolist()
        source = torch.arange(len(INPUTS))
        for start, end in ((0, LABELLED), (LABELLED, len(INPUTS))):
            groups = {}
            for row in range(start, end):
                own = int(LABELS[row]) if row < LABELLED else said[row]
                groups.setdefault(own if within_class else 0, []).append(row)
            for rows in groups.values():
                for row, other in zip(rows, random.permutation(len(rows))):
                    source[row] = rows[other]
        wrong.append([values[source] for values in teacher])
    return wrong
