/** placeholder */
export interface DailySeries {
  readonly serverId: string;
}
