export const serverFaults = []
export const clientFaults = []
